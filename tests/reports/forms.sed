# Short forms of the statements beside this file, so that these say what is computed and no more. x and y are names of columns.
#   MONEY(x)      minor units of `currency` as an amount             NUMBER(x)     without trailing zeros
#   RATE(x, y)    x ÷ y in percent, to a tenth; empty where y is 0   MEAN(x, y)    x ÷ y to hundredths, likewise
#   HOME(x)       an amount of a document in CNY, at its `rate`      LOCAL(x)      the day of an instant in the zone of TZ
s/MONEY(\([a-z_0-9.]*\))/case when \1 is null then '' when currency = 'JPY' then cast(\1 as text) else printf('%s%d.%02d', case when \1 < 0 then '-' else '' end, abs(\1) \/ 100, abs(\1) % 100) end/g
s/RATE(\([a-z_0-9.]*\), \([a-z_0-9.]*\))/case when \2 > 0 then NUMBER(round(1000.0 * \1 \/ \2) \/ 10.0) else '' end/g
s/MEAN(\([a-z_0-9.]*\), \([a-z_0-9.]*\))/case when \2 > 0 then NUMBER(round(100.0 * \1 \/ \2) \/ 100.0) else '' end/g
s/NUMBER(\(round([^)]*) \/ [0-9.]*\))/rtrim(rtrim(printf('%.6f', \1), '0'), '.')/g
s/NUMBER(\([a-z_0-9.]*\))/rtrim(rtrim(printf('%.6f', \1), '0'), '.')/g
s/HOME(\([a-z_0-9.]*\))/cast(round(\1 * (rate \/ 1e10) * case currency when 'JPY' then 100 else 1 end) as integer)/g
s/LOCAL(\([a-z_0-9.]*\))/date(\1, 'localtime')/g
