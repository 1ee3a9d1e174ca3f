# Completion of crm and its commands in fish: every candidate comes from the program itself.

function __crm_complete
    set -l words (commandline -opc)
    set -l lines ($words[1] __complete --shell=fish --cword=(count $words) -- $words (commandline -ct | string collect --allow-empty) 2>/dev/null)
    if string match -q ':files*' -- $lines[1]
        set -l prefix (string split \t -- $lines[1])[2]
        set -l path (string sub --start (math 1 + (string length -- "$prefix")) -- (commandline -ct))
        for file in (__fish_complete_path "$path")
            printf '%s%s\n' "$prefix" $file
        end
    else
        printf '%s\n' $lines
    end
end

for command in crm crm-{asset,bill,campaign,contact,customer,db,deal,dedupe,delivery,event,fapiao,find,history,invoice,lead,note,order,payment,pricebook,print,product,purchase,quote,rate,recur,redo,show,supplier,task,undo,user}
    complete --command $command --no-files --keep-order --arguments '(__crm_complete)'
end
