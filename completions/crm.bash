# Completion of crm and its commands in bash: every candidate comes from the program itself.

_crm()
{
	local line=${COMP_LINE:0:COMP_POINT} words=() candidates=() descriptions=() word blank candidate description i
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
	while IFS=$'\t' read -r candidate description; do
		if [[ $candidate == :files ]]; then
			compopt -o default +o nospace 2>/dev/null
			return
		fi
		candidates+=("$candidate")
		descriptions+=("$description")
	done < <("$program" __complete --shell=bash --breaks="$COMP_WORDBREAKS" --cword=$((${#words[@]} - 1)) -- "${words[@]}" 2>/dev/null)
	for i in "${!candidates[@]}"; do
		candidate=${candidates[i]}
		# A list of several (COMP_TYPE is the code of ?) tells what they are; nothing of it is put into the line.
		[[ $COMP_TYPE == 63 && ${#candidates[@]} -gt 1 && -n ${descriptions[i]} ]] && candidate="${candidate% }  (${descriptions[i]})"
		COMPREPLY[i]=$candidate
	done
}

complete -o nospace -o nosort -F _crm crm crm-{asset,bill,campaign,contact,customer,db,deal,dedupe,delivery,event,fapiao,find,history,invoice,lead,note,order,payment,pricebook,print,product,purchase,quote,rate,recur,redo,supplier,task,undo,user} 2>/dev/null ||
	complete -o nospace -F _crm crm crm-{asset,bill,campaign,contact,customer,db,deal,dedupe,delivery,event,fapiao,find,history,invoice,lead,note,order,payment,pricebook,print,product,purchase,quote,rate,recur,redo,supplier,task,undo,user}
