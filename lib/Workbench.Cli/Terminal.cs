namespace Workbench.Cli;

/// <summary>Where results are read.</summary>
internal static class Terminal
{
    private const int MostOfText = 120;

    /// <summary>Characters of a line of the terminal; without end where results go to a file or another program, which get all.</summary>
    public static int Width => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? int.MaxValue : Console.WindowWidth;

    /// <summary>Characters of a line of text to be read; longer ones are tiring.</summary>
    public static int TextWidth => Console.IsOutputRedirected ? MostOfText : Math.Clamp(Console.WindowWidth - 1, 40, MostOfText);
}
