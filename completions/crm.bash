# Completion of crm and its commands in bash: every candidate comes from the program itself.

_crm()
{
	local line=${COMP_LINE:0:COMP_POINT} words=() word blank i
	local program=${1/#\~\//$HOME/}

	# bash cuts words at = and : ; what no blank parts belongs together.
	for ((i = 0; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		blank=${line%%[![:space:]]*}
		line=${line#"$blank"}
		[[ -n $blank || i -eq 0 ]] && words+=("")
		((i == COMP_CWORD)) && word=$line
		words[${#words[@]} - 1]+=$word
		line=${line#"$word"}
	done
	COMPREPLY=()
	# A substitution is read in blocks; read and mapfile take a pipe byte by byte. exec: one process, not two.
	local IFS=$'\n' lines globbing=$-
	set -f
	lines=($(exec "$program" __complete --shell=bash --breaks="$COMP_WORDBREAKS" --cword=$((${#words[@]} - 1)) -- "${words[@]}" 2>/dev/null))
	[[ $globbing == *f* ]] || set +f
	if [[ $'\n'"${lines[*]}"$'\n' == *$'\n':files[$'\t\n']* ]]; then
		compopt -o default +o nospace 2>/dev/null
		return
	fi
	COMPREPLY=("${lines[@]%%$'\t'*}")
	# A list of several (COMP_TYPE is the code of ?) tells what they are; nothing of it is put into the line.
	if [[ $COMP_TYPE == 63 && ${#lines[@]} -gt 1 ]]; then
		for i in "${!lines[@]}"; do
			[[ ${lines[i]} == *$'\t'?* ]] && COMPREPLY[i]="${COMPREPLY[i]% }  (${lines[i]#*$'\t'})"
		done
	fi
}

complete -o nospace -o nosort -F _crm crm crm-{asset,bill,campaign,contact,customer,db,deal,dedupe,delivery,event,fapiao,find,history,invoice,lead,note,order,payment,pricebook,print,product,purchase,quote,rate,recur,redo,show,supplier,task,undo,user} 2>/dev/null ||
	complete -o nospace -F _crm crm crm-{asset,bill,campaign,contact,customer,db,deal,dedupe,delivery,event,fapiao,find,history,invoice,lead,note,order,payment,pricebook,print,product,purchase,quote,rate,recur,redo,show,supplier,task,undo,user}
