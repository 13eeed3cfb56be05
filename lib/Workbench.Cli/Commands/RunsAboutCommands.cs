using System.CommandLine;
using Workbench.Experiments;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench runs rename|note|tag|untag</c>: what people say of a run.</summary>
internal static class RunsAboutCommands
{
    public static Command Rename()
    {
        var name = new Argument<string>("NAME") { Description = "By what every command shall find it; \"\" takes the name away." };
        return Create("rename", """
            Give a run a name. Its id, the name of its folder, stays.

            Examples:
              workbench runs rename 20260101-120000-000-demo-2fbc1a "wide network"
              workbench runs rename "wide network" ""
            """, name, (about, text) => about with { Name = text.Length > 0 ? text : null });
    }

    public static Command Note()
    {
        var note = new Argument<string>("TEXT") { Description = "Some sentences, instead of those of before; \"\" takes them away." };
        return Create("note", """
            Note something of a run.

            Example:
              workbench runs note "wide network" "As in the paper, but without dropout."
            """, note, (about, text) => about with { Note = text });
    }

    public static Command Tag() => Create("tag", """
        Tag a run, so that it is found with 'workbench runs --tag'.

        Example:
          workbench runs tag "wide network" baseline published
        """, Tags(), (about, tags) => about.WithTags(tags));

    public static Command Untag() => Create("untag", """
        Take tags off a run.

        Example:
          workbench runs untag "wide network" published
        """, Tags(), (about, tags) => about.WithoutTags(tags));

    private static Argument<string[]> Tags() =>
        new("TAG") { Description = "A word without blanks and commas.", Arity = ArgumentArity.OneOrMore };

    private static Command Create<T>(string name, string description, Argument<T> said, Func<RunAbout, T, RunAbout> change)
    {
        var run = RunsCommand.Run();
        var command = new Command(name, description) { run, said };
        command.SetAction(parsed =>
        {
            var store = SharedOptions.Workspace().Runs;
            var chosen = store.Open(parsed.GetValue(run));
            store.Describe(chosen, change(chosen.About, parsed.GetValue(said)!));
            var about = chosen.About;
            Console.WriteLine(
                string.Join('\n', ((string[])[$"Run {chosen.Id}", about.Name ?? "", about.Note, string.Join(", ", about.Tags)])
                    .Where(line => line.Length > 0)));
            return CommandRunner.Done;
        });
        return command;
    }
}
