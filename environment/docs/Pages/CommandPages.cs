using System.CommandLine;
using System.Text;
using Workbench.Cli;
using Workbench.Cli.Commands;

namespace Workbench.Docs.Pages;

/// <summary>What <c>--help</c> says, a page a command.</summary>
internal static class CommandPages
{
    /// <summary>Characters of a line: what a page has beside its lists.</summary>
    private const int Width = 80;

    /// <summary>The pages, that of the whole first.</summary>
    public static IEnumerable<MadePage> Make()
    {
        var all = WorkbenchCommand.Create();
        return all.Subcommands.Where(command => !command.Hidden).Select(command => Page(command.Name, command, command))
            .Prepend(Page("workbench", all));
    }

    private static MadePage Page(string name, Command command, Command? withInner = null)
    {
        var page = new StringBuilder($"# {CommandText.PathOf(command)}\n\n{Help(command)}");
        foreach (var inner in withInner?.Subcommands.Where(inner => !inner.Hidden) ?? [])
            page.Append($"## {CommandText.PathOf(inner)}\n\n{Help(inner)}");
        return new($"reference/command-{name}", page.ToString());
    }

    private static string Help(Command command) => $"```text\n{HelpPage.Of(command, Width)}\n```\n\n";
}
