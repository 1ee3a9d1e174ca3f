#!/bin/sh
# Makes totals.tsv: the cases of totals.cases, each with what bc makes of it (totals.bc). awk only carries words from there to here.
# usage: sh totals.sh >totals.tsv
#
# A case is a line parted by tabs: name, digits, up|even, exclusive|inclusive, individual|group, rates in percent, discount (10% or 5.00), shipping
# (12.00@1+2: with the first and second tax), adjustment, lines. A line is [N#]quantity*price[~discount][@taxes]; N# stands for N of them. - is none.
set -eu
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
grep -v '^#' totals.cases | grep . >"$folder/cases"
{
	cat totals.bc
	awk -F '\t' '
	function minor(text) { return "(" text ") * 10 ^ digits / 1" }
	function flags(array, first, count, list,   k, chosen, part, parts) {
		parts = split(list, part, "+")
		for (k = 1; k <= parts; k++) chosen[part[k]] = 1
		for (k = 1; k <= count; k++) print array "[" first + k - 1 "] = " (k in chosen ? 1 : 0)
	}
	function cut(word, mark,   place) { # the part of the word behind the mark; leaves the part before it in before
		place = index(word, mark)
		before = place ? substr(word, 1, place - 1) : word
		return place ? substr(word, place + 1) : ""
	}
	{
		print "scale = 0\ndigits = " $2 "\nhalf_even = " ($3 == "even") "\ninclusive = " ($4 == "inclusive") "\ngroup = " ($5 == "group")
		count = $6 == "-" ? 0 : split($6, rates, " ")
		print "taxes = " count
		for (k = 1; k <= count; k++) print "rate[" k - 1 "] = " rates[k]
		print "document_percent = " ($7 ~ /%$/ ? substr($7, 1, length($7) - 1) : 0)
		print "document_amount = " ($7 ~ /%$/ || $7 == "-" ? 0 : minor($7))
		list = cut($8 == "-" ? 0 : $8, "@")
		print "shipping = " minor(before) "\nadjustment = " minor($9 == "-" ? 0 : $9)
		flags("shipped", 0, count, list)
		n = 0
		words = $10 == "-" ? 0 : split($10, word, " ")
		for (i = 1; i <= words; i++) {
			rest = cut(word[i], "#")
			repeat = rest == "" ? 1 : before
			list = cut(rest == "" ? word[i] : rest, "@")
			off = cut(before, "~")
			price = cut(before, "*")
			for (; repeat > 0; repeat--) {
				print "quantity[" n "] = " before "\nprice[" n "] = " price
				print "percent[" n "] = " (off ~ /%$/ ? substr(off, 1, length(off) - 1) : 0)
				print "off[" n "] = " (off == "" || off ~ /%$/ ? 0 : minor(off))
				flags("has", n * 40, count, list)
				n++
			}
		}
		print "lines = " n "\ncompute()\nshow()"
	}' "$folder/cases"
} >"$folder/program"
BC_LINE_LENGTH=0 bc -q "$folder/program" </dev/null >"$folder/results"
paste "$folder/cases" "$folder/results"
