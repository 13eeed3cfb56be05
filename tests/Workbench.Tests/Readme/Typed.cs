using System.Text.RegularExpressions;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Readme;

/// <summary>What pages tell people to type, typed in a folder of its own.</summary>
internal static partial class Typed
{
    /// <summary>The lines of a block of shell that begin with <c>workbench</c>.</summary>
    public static IEnumerable<string> Commands(string block) =>
        block.Split('\n').Where(line => line.StartsWith("workbench ", StringComparison.Ordinal));

    /// <summary>Runs a command, which has to end well. It stands in the clone's folder on the page; here the songs lie elsewhere.</summary>
    /// <param name="command">The line.</param>
    /// <param name="folder">Where it is typed, with tiny songs in <c>songs</c>.</param>
    /// <param name="data">What <c>WORKBENCH_DATA</c> is set to.</param>
    public static void Run(string command, string folder, string data)
    {
        string[] arguments = [.. command.Split(' ')[1..].Select(argument => argument
            .Replace("\"$PWD/songs\"", Path.Combine(folder, "songs"), StringComparison.Ordinal)
            .Replace("notebooks/", Path.Combine(Repository.Root, "notebooks") + Path.DirectorySeparatorChar, StringComparison.Ordinal))];
        var result = WorkbenchProcess.RunIn(folder, data, arguments);
        Assert.True(result.ExitCode == 0, $"{command}\n{result.Error}");
    }

    /// <summary>The same code with the clone's libraries, wherever it runs.</summary>
    public static string AtHome(string code) =>
        Library().Replace(code, $"#r \"{Repository.Root}{Path.DirectorySeparatorChar}lib{Path.DirectorySeparatorChar}");

    [GeneratedRegex("#r \"(?:\\.\\./)*lib/")]
    private static partial Regex Library();
}
