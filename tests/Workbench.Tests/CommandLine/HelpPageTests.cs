using System.CommandLine;
using Workbench.Cli;
using Workbench.Cli.Commands;

namespace Workbench.Tests.CommandLine;

public class HelpPageTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public void A_page_is_wrapped_at_the_width_and_loses_no_word(int width)
    {
        var train = WorkbenchCommand.Create().Subcommands.Single(command => command.Name == "train");
        var page = HelpPage.Of(train, width);
        Assert.All(page.Split('\n').Where(line => !line.Contains("workbench train ", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, width));
        var words = page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Assert.All(train.Options.SelectMany(option => option.Description!.Split(' ')).Concat(train.Description!.Split()),
            word => Assert.True(word.Length == 0 || words.Contains(word), word));
        Assert.Contains("\n  --model MODEL", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_all_commands_tells_each_in_a_sentence()
    {
        var root = WorkbenchCommand.Create();
        var page = HelpPage.Of(root, 100);
        Assert.InRange(page.Split('\n').Length, 20, 70);
        Assert.All(root.Subcommands.Where(command => !command.Hidden),
            command => Assert.Contains($"\n  {command.Name} ", page, StringComparison.Ordinal));
        Assert.DoesNotContain("workbench sweep --grid", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_can_be_asked_for_help_and_checks_what_is_left_out()
    {
        var root = WorkbenchCommand.Create();
        var all = Below("", root).ToArray();
        Assert.Contains(" features submit", all);
        Assert.All(all, command =>
        {
            root.Parse($"{command} --help");
            root.Parse(command);
        });

        static IEnumerable<string> Below(string path, Command command) => command.Subcommands
            .SelectMany(below => Below($"{path} {below.Name}", below).Prepend($"{path} {below.Name}"));
    }
}
