namespace Workbench.Cli;

/// <summary>Where results are read.</summary>
internal static class Terminal
{
    /// <summary>Characters of a line of the terminal; without end where results go to a file or another program, which get all.</summary>
    public static int Width => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? int.MaxValue : Console.WindowWidth;
}
