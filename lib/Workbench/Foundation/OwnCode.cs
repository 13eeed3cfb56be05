using System.Collections.Concurrent;
using System.Reflection;

namespace Workbench.Foundation;

/// <summary>
/// What a spec names of the user's own code: a lambda of a notebook's cell or of a program. The spec keeps its text, so that a run says
/// what it was made with and other text is another spec; the code itself only the process has that defined it.
/// </summary>
/// <typeparam name="T">What the code is, a delegate.</typeparam>
/// <param name="what">What people call it: a feature, a transform.</param>
/// <param name="definition">From a name and a text to the line of C# that defines it.</param>
/// <param name="mayCapture">Whether the code may use variables from outside of the lambda, whose values its text does not tell.</param>
internal sealed class OwnCode<T>(string what, Func<string, string, string> definition, bool mayCapture = true)
    where T : Delegate
{
    private const int LongestName = 60;

    private readonly ConcurrentDictionary<(string Name, string Text), T> known = [];

    /// <summary>Takes code in. Defined again with the same text, as when a cell runs twice, the newest counts.</summary>
    /// <param name="name">What columns, files and people call it.</param>
    /// <param name="text">Its source, as <c>CallerArgumentExpression</c> gives it.</param>
    /// <param name="code">What runs.</param>
    /// <param name="lambda">What the text is of, where <paramref name="code"/> wraps it; null where it is that itself.</param>
    /// <returns>The text as specs keep it, with the same line ends everywhere.</returns>
    /// <exception cref="WorkbenchException">
    /// No name, or the code is no lambda that stands where it is named, or uses what its text does not tell.
    /// </exception>
    public string Define(string name, string text, T code, Delegate? lambda = null)
    {
        if (name.Trim().Length is 0 or > LongestName || name.Any(c => char.IsControl(c) || c is '"' or '\\'))
            throw new WorkbenchException($"'{name}' is no name of a {what}; give it one of 1 to {LongestName} characters on one line, "
                + "without quotes and backslashes.");
        if (!text.Contains("=>", StringComparison.Ordinal))
            throw new WorkbenchException($"The {what} {name} is given as '{text}', which does not tell what it does. Write its lambda "
                + "there: its text is what a run keeps of it.");
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (!mayCapture && (lambda ?? code).Target?.GetType().GetFields(All).Length > 0)
            throw new WorkbenchException($"The {what} {name} uses variables or functions from outside of its lambda, which its text does "
                + "not tell: two of one text could differ. Write them into the lambda, numbers as they are, functions as local ones.");
        text = OwnCodeText.Of(text);
        known[(name, text)] = code;
        return text;
    }

    /// <summary>Whether this process has the code.</summary>
    public bool Knows(string name, string text) => known.ContainsKey((name, text));

    /// <summary>The code of a spec.</summary>
    /// <exception cref="OwnCodeException">This process has not defined it, with the line that does.</exception>
    public T Find(string name, string text) => known.TryGetValue((name, text), out var code) ? code : throw new OwnCodeException(
        $"The {what} {name} is code of a notebook or program, which this one does not have. Define it first, in the same process:\n"
        + definition(name, text));

    /// <summary>Calls the code of a spec.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="call">From the code to what is wanted of it.</param>
    /// <param name="where">What it was called for, for the error; empty where there is nothing to tell.</param>
    /// <exception cref="OwnCodeException">This process has not defined it, or it failed.</exception>
    public TResult Call<TResult>(string name, string text, Func<T, TResult> call, string where = "")
    {
        var code = Find(name, text);
        try
        {
            return call(code);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new OwnCodeException(
                $"The {what} {name} failed{(where.Length > 0 ? $" {where}" : "")}: {error.GetType().Name}: {error.Message}", error);
        }
    }
}
