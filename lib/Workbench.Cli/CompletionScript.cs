namespace Workbench.Cli;

/// <summary>What a shell runs at its start, so that TAB asks this program.</summary>
internal static class CompletionScript
{
    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) => Scripts[shell].Replace("WORKBENCH", Program, StringComparison.Ordinal);

    /// <summary>The shells that there are scripts for.</summary>
    public static IEnumerable<string> Shells => Scripts.Keys;

    private static IReadOnlyDictionary<string, string> Scripts { get; } = new OrderedDictionary<string, string>
    {
        ["bash"] = """
            _workbench() {
                local IFS=$'\n'
                COMPREPLY=($(WORKBENCH completion bash --line "${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
                [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
                return 0
            }
            complete -o default -F _workbench workbench
            """,
        ["zsh"] = """
            _workbench() {
                local -a known
                known=("${(@f)$(WORKBENCH completion zsh --line "${(j: :)${(@qqq)words[1,CURRENT-1]}} $PREFIX" 2>/dev/null)}")
                known=(${known:#})
                (( $#known )) || { _files; return }
                compadd -S '' -- ${(M)known:#*=}
                compadd -- ${known:#*=}
            }
            (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
            compdef _workbench workbench
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName workbench -ScriptBlock {
                param($word, $line, $position)
                $line = $line.ToString().PadRight($position).Substring(0, $position)
                & WORKBENCH completion pwsh --line $line 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    /// <summary>This program, wherever it lies: shells look up no alias in a function.</summary>
    private static string Program =>
        string.Join(' ', ThisProgram.Command.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
}
