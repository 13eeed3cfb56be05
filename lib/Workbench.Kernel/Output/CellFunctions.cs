using System.Diagnostics;
using Microsoft.AspNetCore.Html;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Languages;

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

    /// <summary>Shows things as a table: a row a thing, a column a property.</summary>
    /// <param name="values">The things.</param>
    /// <returns>A handle that can replace the table in place.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> values) =>
        new(Cell, SequenceTable.OfAny(values).ToBundle(), null);

    /// <summary>Shows text that is already in a MIME type, for instance HTML or SVG.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">What it is.</param>
    /// <returns>A handle that can replace the value in place.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => new(Cell, MimeBundle.Of(mimeType, value), null);

    /// <summary>Text to be shown as HTML.</summary>
    /// <param name="content">The markup, used as it is.</param>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Text to be shown as Markdown.</summary>
    /// <param name="text">The Markdown.</param>
    public static MimeBundle Markdown(string text) => MimeBundle.Of("text/markdown", text).Add(MimeBundle.PlainText, text);

    /// <summary>
    /// A diagram in the language of Mermaid. Front ends draw it that know Mermaid, by its MIME type or in Markdown; others show
    /// its text. Nothing is loaded from the network.
    /// </summary>
    /// <param name="diagram">For instance <c>graph LR; songs --> features --> model</c>.</param>
    public static MimeBundle Mermaid(string diagram) => MimeBundle.Of("text/vnd.mermaid", diagram)
        .Add("text/markdown", $"```mermaid\n{diagram}\n%% front ends that know Mermaid draw this\n```")
        .Add(MimeBundle.PlainText, diagram);

    /// <summary>Runs JavaScript in the front end that shows this output.</summary>
    /// <param name="scriptContent">The body of an asynchronous function: <c>await</c> works, and its names are its own.</param>
    public static void Javascript(string scriptContent) => display(Script(scriptContent));

    /// <summary>Shows the names of the variables, as <c>#!who</c> does.</summary>
    public static void Who() => Cell.Languages.Call("#!who", null, Cell);

    /// <summary>Shows the variables with their types and values, as <c>#!whos</c> does.</summary>
    public static void Whos() => Cell.Languages.Call("#!whos", null, Cell);

    /// <summary>Runs something and shows how long it took.</summary>
    /// <param name="work">What is timed.</param>
    /// <returns>What it returns.</returns>
    public static T Time<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        display(TimeDirective.Text(clock));
        return result;
    }

    /// <summary>Runs something and shows how long it took.</summary>
    /// <param name="work">What is timed.</param>
    public static void Time(Action work) => Time<object?>(() =>
    {
        work();
        return null;
    });

    /// <summary>Runs the code of another notebook or file, as <c>#!import</c> does. Cells after this one see what it declares.</summary>
    /// <param name="file">
    /// An <c>.ipynb</c>, <c>.csx</c>, <c>.fsx</c> or other file; a relative path starts at the notebook's folder.
    /// </param>
    /// <exception cref="NotebookException">There is no such file, or its code fails.</exception>
    public static void Import(string file) => Cell.Languages.Call($"#!import \"{file}\"", null, Cell);

    /// <summary>Runs F# code, as <c>#!fsharp</c> does; what it declares stays for later F# code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The value of its last expression; null without one.</returns>
    /// <exception cref="NotebookException">It does not compile.</exception>
    public static object? FSharp(string code) => Cell.Languages.Call(code, "fsharp", Cell);

    /// <summary>
    /// Gives another language a variable, as <c>#!set</c> and <c>#!share</c> do there. (F#'s come back as values: <c>FSharp("x")</c>.)
    /// </summary>
    /// <param name="value">Its value, shared by reference.</param>
    /// <param name="name">Its name, an identifier.</param>
    /// <param name="language">For instance <c>fsharp</c> or <c>sql</c>.</param>
    /// <exception cref="NotebookException">There is no such language, or it cannot have the variable.</exception>
    public static void Share(object? value, string name, string language) => Cell.Languages.Share(value, name, language);

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

    /// <summary>A function, so that the same constants may be declared again when the cell is run again.</summary>
    internal static IHtmlContent Script(string code) =>
        HTML("<script type=\"text/javascript\">\n(async () => {\n"
            + $"{code.Replace("</script", @"<\/script", StringComparison.OrdinalIgnoreCase)}\n}})();\n</script>");

    private static CellContext Cell =>
        CellContext.Current ?? throw new InvalidOperationException("Only the code of a running cell can show values and ask for them.");
}
