namespace Workbench.Cli;

/// <summary>How this program is started once more: by its own executable, or by .NET's with the library as its argument.</summary>
internal static class ThisProgram
{
    /// <summary>The program and its first arguments.</summary>
    public static IReadOnlyList<string> Command { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, typeof(ThisProgram).Assembly.Location]
        : [Environment.ProcessPath!];
}
