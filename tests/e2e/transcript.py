"""Runs the commands of a document and compares what they print with what it shows.

usage: transcript.py DOCUMENT MARKER

Every ```console block that follows a line <!-- MARKER --> is run, all in one shell: lines that
begin with "$ " are commands ("> " goes on), the others are what they print. Each command must
succeed. A line "..." stands for any lines, "..." in a line for any text; runs of blanks are one.
"""
import difflib
import re
import subprocess
import sys

END = "--- end of command"


def read_blocks(path, marker):
    """The text of each marked console block."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    pattern = r"^<!-- %s -->\n+```console\n(.*?)^```$" % re.escape(marker)
    return re.findall(pattern, text, re.MULTILINE | re.DOTALL)


def read_commands(blocks):
    """Pairs of a command and the lines it should print."""
    commands = []
    for line in "".join(blocks).splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif line.startswith("> ") and commands and not commands[-1][1]:
            commands[-1] = (commands[-1][0] + "\n" + line[2:], [])
        elif commands:
            commands[-1][1].append(line)
        else:
            sys.exit("transcript: a block begins with '%s', not with a command" % line)
    return commands


def run(commands):
    """What each command prints, stdout and stderr together; stops at one that fails."""
    script = "".join(
        "{ %s\n} 2>&1 </dev/null; echo \"%s $?\"\n" % (command, END) for command, _ in commands
    )
    shell = subprocess.run(["bash"], input=script, stdout=subprocess.PIPE, text=True, check=False)
    parts = re.split(r"^%s (\d+)\n" % END, shell.stdout, flags=re.MULTILINE)
    for number, (command, _) in enumerate(commands):
        output, status = parts[2 * number], parts[2 * number + 1]
        if status != "0":
            sys.exit("transcript: '%s' ended with status %s:\n%s" % (command, status, output))
        yield [line.rstrip() for line in output.rstrip().splitlines()]


def matches(expected, printed):
    """Does the output fit the lines with wildcards?"""
    pattern = ""
    for line in expected:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*"
        else:
            words = re.escape(re.sub(r"\s+", " ", line.strip()))
            pattern += words.replace(re.escape("..."), ".*") + r"\n"
    text = "".join(re.sub(r"\s+", " ", line.strip()) + "\n" for line in printed)
    return re.fullmatch(pattern, text) is not None


def main():
    """Compares all and shows how the first difference looks."""
    path, marker = sys.argv[1:]
    commands = read_commands(read_blocks(path, marker))
    if not commands:
        sys.exit("transcript: no commands after <!-- %s --> in %s" % (marker, path))
    for (command, expected), printed in zip(commands, run(commands)):
        while expected and not expected[-1].strip():
            expected.pop()
        if not matches(expected, printed):
            diff = difflib.unified_diff(expected, printed, path, "now", n=100, lineterm="")
            sys.exit("transcript: '%s' prints something else:\n%s" % (command, "\n".join(diff)))
        print("ok: %s" % command)


main()
