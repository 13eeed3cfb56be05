using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.ML.OnnxRuntime;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Export;

/// <summary>The programs of the card, run as they stand there.</summary>
[Collection(Kernel.ProcessWide.Name)] // the current folder and stdout are the process's
public sealed partial class ExportCardTests(ExportedRun exported) : IClassFixture<ExportedRun>
{
    [Fact]
    public async Task The_CSharp_program_prints_the_genres()
    {
        var program = NuGetReference().Replace(Program("csharp"), "");
        var (folder, output) = (Environment.CurrentDirectory, Console.Out);
        using var printed = new StringWriter();
        try
        {
            Environment.CurrentDirectory = exported.Folder;
            Console.SetOut(printed);
            await CSharpScript.RunAsync(program, ScriptOptions.Default
                .AddReferences(typeof(InferenceSession).Assembly, typeof(object).Assembly, typeof(Enumerable).Assembly,
                    typeof(System.Numerics.Tensors.TensorPrimitives).Assembly, typeof(Console).Assembly)
                .AddImports("System", "System.IO", "System.Linq"));
        }
        finally
        {
            Environment.CurrentDirectory = folder;
            Console.SetOut(output);
        }
        AssertGenres(printed.ToString());
    }

    [Fact]
    public void The_JavaScript_program_prints_the_genres()
    {
        var modules = Path.Combine(Repository.Root, "environment", "references", "node_modules");
        Assert.SkipUnless(Directory.Exists(Path.Combine(modules, "onnxruntime-node")),
            "needs Node and onnxruntime-node; run environment/install-consumers.sh");
        var program = Program("javascript").Replace("from 'onnxruntime-node'",
            $"from '{new Uri(Path.Combine(modules, "onnxruntime-node", "dist", "index.js"))}'", StringComparison.Ordinal);
        AssertGenres(Run("node", "card.mjs", program));
    }

    [Fact]
    public void The_Python_program_prints_the_genres()
    {
        Assert.SkipUnless(Answers("python3", "-c", "import numpy, onnxruntime"),
            "needs Python with numpy and onnxruntime; run python3 -m pip install numpy onnxruntime");
        AssertGenres(Run("python3", "card.py", Program("python")));
    }

    private static void AssertGenres(string printed)
    {
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["high", "low", "rock"], lines.Select(line => line.Split(':')[0]));
        Assert.All(lines, line => Assert.Matches(@": [01]\.\d{3}$", line));
    }

    private string Program(string language) =>
        Regex.Match(File.ReadAllText(Path.Combine(exported.Folder, "card.md")), $"```{language}\n(.*?)```", RegexOptions.Singleline)
            .Groups[1].Value;

    private string Run(string command, string name, string program)
    {
        var path = exported.NewPath(name);
        File.WriteAllText(path, program);
        var start = new System.Diagnostics.ProcessStartInfo(command, [path])
        {
            WorkingDirectory = exported.Folder,
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return printed;
    }

    private static bool Answers(string command, params string[] arguments)
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex("^#r .*$", RegexOptions.Multiline)]
    private static partial Regex NuGetReference();
}
