using Microsoft.AspNetCore.Html;
using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>
/// What every cell may call without a <c>using</c>. The names are those of .NET Interactive, so that notebooks run in
/// any C# kernel.
/// </summary>
#pragma warning disable CA1708 // display(x) and x.Display() are both its names
public static class CellFunctions
{
    /// <summary>
    /// Cancelled when the cell is interrupted or its time is up: hand it to long calls. (A cell's own
    /// <c>using System.Threading;</c> hides it behind the type of that name.)
    /// </summary>
    public static CancellationToken CancellationToken => CellContext.Current?.Token ?? default;

    /// <summary>Shows a value among the cell's outputs.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeType">The rendering to show; every suitable one if not given.</param>
    /// <returns>A handle that can replace the value in place.</returns>
    public static DisplayedValue display(object? value, string? mimeType = null) => new(Cell, value, mimeType);

    /// <summary>Shows a value among the cell's outputs.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeType">The rendering to show; every suitable one if not given.</param>
    /// <returns>A handle that can replace the value in place.</returns>
    public static DisplayedValue Display(this object? value, string? mimeType = null) => new(Cell, value, mimeType);

    /// <summary>Shows text that is already in a MIME type, for instance HTML or SVG.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">What it is.</param>
    /// <returns>A handle that can replace the value in place.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => new(Cell, MimeBundle.Of(mimeType, value), null);

    /// <summary>Text to be shown as HTML.</summary>
    /// <param name="content">The markup, used as it is.</param>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Removes what the cell has put out so far.</summary>
    /// <param name="wait">Only when the next output comes.</param>
    public static void ClearOutput(bool wait = false) => Cell.SinkInOrder.Clear(wait);

    /// <summary>Asks the user for a line of text.</summary>
    /// <param name="prompt">What the user is told.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidOperationException">Nobody is there to answer.</exception>
    public static string input(string prompt = "") => Cell.Ask(prompt, isPassword: false);

    /// <summary>Asks the user for a line of text that is not shown as it is typed.</summary>
    /// <param name="prompt">What the user is told.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidOperationException">Nobody is there to answer.</exception>
    public static string password(string prompt = "") => Cell.Ask(prompt, isPassword: true);

    private static CellContext Cell => CellContext.Current ?? throw new InvalidOperationException("Only the code of a running cell can show values and ask for them.");
}
