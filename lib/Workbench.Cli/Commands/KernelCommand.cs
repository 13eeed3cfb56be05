using System.CommandLine;
using System.Runtime.InteropServices;
using Workbench.Foundation;
using Workbench.Kernel;
using Workbench.Kernel.Editor;
using Workbench.Kernel.Jupyter;
using Workbench.Kernel.Jupyter.Specs;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench kernel install|check|uninstall|start|stdio</c>.</summary>
internal static class KernelCommand
{
    private static readonly JupyterFolders Folders = JupyterFolders.OfThisMachine;

    public static Command Create() =>
        new("kernel", "C# notebooks in VS Code and Jupyter.") { Install(), Check(), Uninstall(), Start(), Stdio() };

    private static Command Install()
    {
        var (name, prefix) = (Name(), Prefix());
        var command = new Command("install", """
            Let VS Code and Jupyter find the workbench's kernel.
            It starts this program from where it is now: install again when it has moved. Its name is .net-csharp, which C# notebooks carry,
            so that jupyter nbconvert, nbclient and papermill find it untold; where .NET Interactive has that name, workbench-csharp.

            Examples:
              workbench kernel install
              workbench kernel install --name workbench-next     beside another build
              workbench kernel install --prefix "$VIRTUAL_ENV"   for one environment of Python
            """) { name, prefix };
        command.SetAction(parsed =>
        {
            var kernels = Kernels(parsed.GetValue(prefix));
            var given = parsed.GetValue(name);
            var other = KernelSurvey.Of(Searched(parsed.GetValue(prefix))).Default is { IsOurs: false } theirs ? theirs : null;
            var spec = KernelSpec.Ours(kernels, given ?? (other is null ? KernelSpec.DefaultName : KernelSpec.SecondName),
                ThisProgram.Command);
            spec.Write();
            Console.WriteLine(spec.Folder);
            Console.Error.WriteLine($"Choose the kernel \"{spec.DisplayName}\" in VS Code or Jupyter.");
            if (given is null && other is not null)
                Console.Error.WriteLine($"\"{other.DisplayName}\" keeps the name {other.Name}, which C# notebooks carry: tell programs "
                    + $"ours, for instance jupyter nbconvert --execute --ExecutePreprocessor.kernel_name={spec.Name}");
            else if (given is null)
                foreach (var second in Ours(kernels, [KernelSpec.SecondName]))
                {
                    second.Delete(); // two entries that are the same
                    Console.Error.WriteLine($"It was called {second.Name} before; {second.Folder} is removed.");
                }
            return CommandRunner.Done;
        });
        return command;
    }

    private static Command Check()
    {
        var prefix = Prefix();
        var command = new Command("check", """
            Say which C# kernels a front end sees, where it looks for them, and whether ours can be started.

            Examples:
              workbench kernel check
              workbench kernel check --prefix "$VIRTUAL_ENV"
            """) { prefix };
        command.SetAction(parsed =>
        {
            var survey = KernelSurvey.Of(Searched(parsed.GetValue(prefix)));
            Console.WriteLine(survey);
            return survey.IsUsable ? CommandRunner.Done : CommandRunner.Failed;
        });
        return command;
    }

    private static Command Uninstall()
    {
        var (name, prefix) = (Name(), Prefix());
        var command = new Command("uninstall", """
            Remove the workbench's kernel from what VS Code and Jupyter see. Other kernels stay.

            Examples:
              workbench kernel uninstall
              workbench kernel uninstall --name workbench-next
            """) { name, prefix };
        command.SetAction(parsed =>
        {
            var kernels = Kernels(parsed.GetValue(prefix));
            string[] names = parsed.GetValue(name) is { } given ? [given] : [KernelSpec.DefaultName, KernelSpec.SecondName];
            var ours = Ours(kernels, names);
            if (ours.Count == 0)
                throw new NotebookException(KernelSpec.In(kernels).FirstOrDefault(spec => names.Contains(spec.Name)) is { } other
                    ? $"{other.Folder} is the kernel {other.DisplayName}, which is not the workbench's: it stays."
                    : $"There is no kernel {names[0]} in {kernels}; "
                        + NearestName.Hint(names[0], KernelSpec.In(kernels).Select(known => known.Name)));
            foreach (var spec in ours)
            {
                spec.Delete();
                Console.WriteLine(spec.Folder);
            }
            return CommandRunner.Done;
        });
        return command;
    }

    private static Command Start()
    {
        var file = new Option<FileInfo>("--connection-file")
        {
            Description = "The connection file that the front end wrote.",
            Required = true,
        };
        var command = new Command("start", """
            Run as the kernel of a notebook. VS Code and Jupyter call this, as the kernel specification tells them.

            Example:
              workbench kernel start --connection-file connection.json
            """) { file };
        command.SetAction(parsed =>
        {
            KernelProcess.Begin();
            using (var kernel = new JupyterKernel(ConnectionFile.Read(parsed.GetValue(file)!.FullName), Environment.CurrentDirectory,
                KernelHost.Of(DataFolder.Find())))
            {
                // Ctrl-C in the terminal of a front end reaches the kernel too; it stops the cell, not the kernel.
                using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
                {
                    signal.Cancel = true;
                    kernel.Interrupt();
                });
                using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
                {
                    signal.Cancel = true;
                    kernel.Stop();
                });
                kernel.Run();
            }
            KernelProcess.End(CommandRunner.Done);
        });
        return command;
    }

    private static Command Stdio()
    {
        var headless = new Option<bool>("--headless")
        {
            Description = "There is no editor but a run of the notebook: nobody answers questions, and nothing is completed.",
        };
        var command = new Command("stdio", """
            Run a notebook for the editor that starts this program: requests on stdin, events on stdout, an object of JSON a line.
            The extension in environment/vscode calls this, in the notebook's folder.

            Example:
              (echo '{"type": "execute", "id": 1, "code": "1 + 1"}'; sleep 3) | workbench kernel stdio
            """) { headless };
        command.SetAction(parsed =>
        {
            KernelProcess.Begin();
            var (input, output) = StandardStreams.Take();
            using (var host = new EditorHost(input, output, Environment.CurrentDirectory, KernelHost.Of(DataFolder.Find()),
                parsed.GetValue(headless)))
                host.Run();
            KernelProcess.End(CommandRunner.Done);
        });
        return command;
    }

    private static string Kernels(DirectoryInfo? prefix) => prefix is null ? Folders.User : JupyterFolders.Under(prefix.FullName);

    private static IReadOnlyList<string> Searched(DirectoryInfo? prefix) =>
        prefix is null ? Folders.SearchPath : [JupyterFolders.Under(prefix.FullName)];

    private static List<KernelSpec> Ours(string kernels, string[] names) =>
        [.. KernelSpec.In(kernels).Where(spec => spec.IsOurs && names.Contains(spec.Name))];

    private static Option<string?> Name() => new("--name")
    {
        Description = $"The kernel's name; {KernelSpec.DefaultName} if left out, "
            + $"or {KernelSpec.SecondName} where that is another program's.",
    };

    private static Option<DirectoryInfo?> Prefix() =>
        new("--prefix")
        {
            Description =
                "A folder with share/jupyter in it, such as an environment of Python; the user's own folder of Jupyter if left out.",
        };
}
