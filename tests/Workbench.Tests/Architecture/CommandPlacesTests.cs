using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Workbench.Cli.Commands;

namespace Workbench.Tests.Architecture;

/// <summary>Walks every command through the places that <c>environment/CONTRIBUTING.md</c> names.</summary>
public class CommandPlacesTests
{
    private static readonly (string Path, Command Command)[] Commands = [.. WithInner("", WorkbenchCommand.Create())];

    /// <summary>The commands that do something, for instance <c>data check</c>.</summary>
    public static TheoryData<string> Paths =>
        [.. Commands.Where(c => c.Path != "" && (c.Command.Subcommands.Count == 0 || c.Command.Options.Count > 0)).Select(c => c.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_command_says_what_it_does_with_examples_and_what_each_argument_is(string path)
    {
        var command = Named(path);
        Assert.Contains("Example", command.Description, StringComparison.Ordinal);
        Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    [Fact]
    public void Every_example_of_every_command_is_right_usage()
    {
        var root = WorkbenchCommand.Create();
        Assert.Empty(
            from example in Commands.SelectMany(c => Examples(c.Command))
            from error in root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)]).Errors
            select $"{example}: {error.Message}");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_command_is_run_by_a_test(string path)
    {
        string[] words = [.. path.Split(' ').Select(word => $"\"{word}\"")];
        Assert.True(SourceFiles.Text("README.md").Contains($"\nworkbench {path}", StringComparison.Ordinal) // which its test runs
            || new[] { "CommandLine", "Kernel" }.SelectMany(folder => SourceFiles.Under($"tests/Workbench.Tests/{folder}", ".cs"))
                .Any(file => words.All(word => SourceFiles.Text(file).Contains(word, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_README_names_every_command() => Assert.All(Commands.Where(c => c.Path != "" && !c.Path.Contains(' ')),
        c => Assert.Matches($@"\bworkbench {c.Path}\b|`{c.Path}`", SourceFiles.Text("README.md")));

    private static Command Named(string path) => Commands.Single(c => c.Path == path).Command;

    private static IEnumerable<(string, Command)> WithInner(string path, Command command) =>
        command.Subcommands.SelectMany(inner => WithInner($"{path} {inner.Name}".Trim(), inner)).Prepend((path, command));

    /// <summary>The lines of its help that begin with the program's name, without the remarks behind them.</summary>
    private static IEnumerable<string> Examples(Command command) =>
        (command.Description ?? "").Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("workbench ", StringComparison.Ordinal))
            .Select(line => Regex.Replace(line, "   +.*$", ""));
}
