using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Workbench.Tests.Reference;

namespace Workbench.Benchmarks;

/// <summary>
/// A result that the repository keeps, one file a question in <c>results/</c>: what was asked and measured, and on which machine, when,
/// at which commit and beside how much other work.
/// </summary>
internal static class ResultFile
{
    /// <summary>Writes <c>results/NAME.md</c>, over the one of before.</summary>
    /// <param name="name">Name of the question.</param>
    /// <param name="arguments">The command line that asked it.</param>
    /// <param name="table">What it printed.</param>
    /// <param name="loadBefore">What <see cref="Load"/> said when it began.</param>
    public static void Write(string name, IEnumerable<string> arguments, string table, string loadBefore)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Workbench.Benchmarks", "results");
        Directory.CreateDirectory(folder);
        var simd = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        var path = Path.Combine(folder, $"{name}.md");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"""
            # {name}

            - Command: `dotnet run -c Release --project tests/Workbench.Benchmarks -- {string.Join(' ', arguments.Select(Quoted))}`
            - Date: {DateTime.UtcNow:yyyy-MM-dd}, commit {Commit()}
            - Machine: {Processor()}, {Environment.ProcessorCount} cores, SIMD of {simd} bits, {RuntimeInformation.OSDescription.Trim()},
              {RuntimeInformation.FrameworkDescription}
            - Other work: load {loadBefore} before, {Load()} after (processes that want a core, mean of a minute; above the number of cores
              the times are too long, and only the ratios say something)

            ```text
            {string.Join('\n', table.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.TrimEnd()))}
            ```

            """));
        Console.WriteLine($"\nKept as {path}");
    }

    /// <summary>How many processes want a core, where the system tells it.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Quoted(string argument) => argument.Any(c => c is ' ' or '*') || argument == "" ? $"'{argument}'" : argument;

    private static string Processor()
    {
        var linux = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1]
            : OperatingSystem.IsMacOS() ? Output("sysctl", "-n", "machdep.cpu.brand_string")
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return $"{linux?.Trim() ?? "unknown processor"} ({RuntimeInformation.ProcessArchitecture})";
    }

    private static string Commit() => Output("git", "-C", Repository.Root, "rev-parse", "--short=12", "HEAD")
        + (Output("git", "-C", Repository.Root, "status", "--porcelain", "--", "lib") == "" ? "" : " with changes in lib/");

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }
}
