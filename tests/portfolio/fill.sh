# shellcheck shell=sh
# Sourced after lib.sh: a portfolio of three case studies, one of them with hostile texts.
fill() {
	expect 0 roadmap add "$(dirname "$0")/../cli/data/studio.yaml"
	expect 0 roadmap enroll studio --choose tool=lathe
	expect 0 roadmap "done" make-bowl
	expect 0 roadmap portfolio add tell-bowl --title 'A bowl that holds' --role 'Sole turner' \
		--from 2026-01 --to 2026-03-17 --live https://example.org/ \
		--repository https://example.org/bowl.git --technologies 'Ash, Lathe, Linseed oil' \
		--problem 'Soup ran out of every bowl we had.

Eleven households ate from plates.' \
		--approach '- Dry the wood for a year.
- Turn it twice.' --challenges 'It cracked.' --lessons 'Dry slowly.' \
		--outcome 'Holds 1.2 litres' --outcome '2 winters, no crack'
	expect 0 roadmap portfolio add --title 'Awordwithoutanyplacetobreakthatgoesonandonandonandonandonandonandon' \
		--from 2025 --kinds database-design,api-development,system-integration \
		--live 'https://example.org/a-long-address-that-nobody-could-ever-remember-or-type-again' \
		--repository https://example.org/x \
		--technologies Awordwithoutanyplacetobreakthatgoesonandonandonandonando --problem P --approach A \
		--challenges C --lessons L --outcome 7
	expect 0 roadmap portfolio add --title "$evil" --role "$evil" --live "https://example.org/?a='b'" \
		--repository 'https://example.org/?a=1&lt;b' --technologies "$evil" --problem "$evil" \
		--approach "- $evil" --challenges "$evil" --lessons "$evil" --outcome "$evil 1"
}
evil='</h2><script>alert(1)</script>&amp;"<b>'"'"
