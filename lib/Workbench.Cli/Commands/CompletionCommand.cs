using System.CommandLine;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench completion</c>.</summary>
internal static class CompletionCommand
{
    private const string Bash = "bash";

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = $"Which shell: {string.Join(", ", CompletionScript.Shells)}." };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        var line = new Option<string?>("--line")
        {
            Description = "What the shell asks: a line that ends where TAB was pressed.",
            Hidden = true,
        };
        var command = new Command("completion", """
            Print a script with which a shell completes commands, options, models, datasets, runs and parameters.

            Examples:
              source <(workbench completion bash)         in ~/.bashrc
              source <(workbench completion zsh)          in ~/.zshrc
              workbench completion pwsh                   at the end of $PROFILE
            """) { shell, line };
        command.SetAction(parsed =>
        {
            var (name, text) = (parsed.GetValue(shell)!, parsed.GetValue(line));
            Console.WriteLine(text is null ? CompletionScript.Of(name) : string.Join('\n', Answers(name, ShellWords.Of(text))));
            return CommandRunner.Done;
        });
        return command;
    }

    private static IEnumerable<string> Answers(string shell, IReadOnlyList<string> words)
    {
        IReadOnlyList<string> answers;
        try
        {
            answers = Completer.Complete(WorkbenchCommand.Create(), [.. words.Skip(1)]);
        }
        catch (Exception error) when (error is WorkbenchException or IOException or UnauthorizedAccessException)
        {
            return []; // a shell has no place for the reason; the command itself will say it
        }
        return shell == Bash
            ? answers.Select(answer => ShellWords.Escape(answer[(words[^1].LastIndexOfAny(['=', ':']) + 1)..])) // where its words begin
            : answers;
    }
}
