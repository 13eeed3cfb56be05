using System.CommandLine;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench notebooks</c>.</summary>
internal static class NotebooksCommand
{
    private const string UsualFolder = "notebooks";

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo?>("FOLDER")
        {
            Description = $"Where to; made if need be, and called {UsualFolder} if left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("notebooks", """
            Write the workbench's own notebooks, without outputs, to be run and changed: no clone of the repository is needed.
            Files that are there already stay as they are.

            Examples:
              workbench notebooks
              workbench notebooks my-notebooks
            """) { folder };
        command.SetAction(parsed =>
        {
            var place = parsed.GetValue(folder)?.FullName ?? Path.GetFullPath(UsualFolder);
            foreach (var name in BundledNotebooks.Names)
            {
                var path = Path.Combine(place, name);
                if (File.Exists(path))
                {
                    Console.Error.WriteLine($"{path} is there already and stays as it is.");
                    continue;
                }
                BundledNotebooks.Write(name, path);
                Console.WriteLine(path);
            }
            return CommandRunner.Done;
        });
        return command;
    }
}
