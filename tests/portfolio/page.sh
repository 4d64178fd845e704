#!/bin/sh
# usage: page.sh FOLDER: the exported page in a browser, as wide as a phone and as a desk, light
# and dark: axe-core finds nothing in it. The pictures stay in FOLDER.
. "$(dirname "$0")/npm.sh"
browser=$(command -v chromium) || skip "the page of a portfolio is not looked at without chromium"
. "$(dirname "$0")/../cli/lib.sh"
. "$(dirname "$0")/fill.sh"

# look WIDTH,HEIGHT dark|light OPTION... FILE
look() {
	size=$1
	case $2 in
	dark) scheme=0 ;;
	*) scheme=1 ;;
	esac
	shift 2
	timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking \
		--disable-component-update --disable-sync --no-first-run --hide-scrollbars \
		--user-data-dir="$cli_dir/browser" --window-size="$size" \
		--blink-settings=preferredColorScheme=$scheme --virtual-time-budget=20000 "$@" \
		2>"$cli_dir/browser.log" || {
		cat "$cli_dir/browser.log" >&2
		fail 'the browser failed'
	}
}

# A browser's window is never as narrow as a phone; a frame is.
frame() {
	cat <<-END
		<!DOCTYPE html><meta charset="utf-8"><style>body { margin: 0 }
		iframe { border: 0; width: 390px; height: 2600px }</style><iframe src="$1"></iframe>
		<pre id="told"></pre><script>
		addEventListener('message', (event) => { told.textContent = '\n' + event.data + '\n'; });
		</script>
	END
}

# fine WIDTH SCHEME FILE
fine() {
	look 1280,1600 "$2" --dump-dom "file://$3" |
		sed -n '/<pre id="told">/,/<\/pre>/p' >"$cli_dir/out"
	said out "width $1"
	said out "dark $([ "$2" = dark ] && echo true || echo false)"
	said out 'rules '
	said out 'title A bowl that holds'
	said out 'title &lt;/h2&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"&lt;b&gt;'"'"
	! grep -e '^violation' -e '^wide' -e '^foreign' "$cli_dir/out" >&2 ||
		fail "the page is not fine, $2 and $1 pixels wide"
}

fill
page=$cli_dir/page.html
expect 0 roadmap portfolio export "$page" --name "Ada Example" --label 'Back-end developer' \
	--email ada@example.org --site https://example.org/ada
frame page.html >"$cli_dir/phone.html"
look 500,2600 light --screenshot="$npm_folder/phone.png" "file://$cli_dir/phone.html"
look 1280,1600 dark --screenshot="$npm_folder/desk.png" "file://$page"
for picture in phone desk; do
	[ "$(wc -c <"$npm_folder/$picture.png")" -gt 20000 ] || fail "there is no picture $picture.png"
done

# The page itself lets no script run: only a copy can be asked.
asked=$cli_dir/asked.html
{
	sed -e '/Content-Security-Policy/d' -e '/^<\/body>/,$d' "$page"
	echo '<script>'
	sed 's|</script|<\\/script|g' "$modules/axe-core/axe.min.js"
	cat "$(dirname "$0")/page.js"
	echo '</script></body></html>'
} >"$asked"
frame asked.html >"$cli_dir/asked-phone.html"
fine 1280 light "$asked"
fine 1280 dark "$asked"
fine 390 light "$cli_dir/asked-phone.html"
fine 390 dark "$cli_dir/asked-phone.html"

# It finds what is wrong.
sed -e 's/<html lang="en">/<html>/' -e 's/--quiet:#56646a/--quiet:#cccccc/' "$asked" >"$cli_dir/bad.html"
look 1280,1600 light --dump-dom "file://$cli_dir/bad.html" |
	sed -n '/<pre id="told">/,/<\/pre>/p' >"$cli_dir/out"
said out 'violation html-has-lang'
said out 'violation color-contrast'
