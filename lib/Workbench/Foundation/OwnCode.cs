using System.Collections.Concurrent;

namespace Workbench.Foundation;

/// <summary>
/// What a spec names of the user's own code: a lambda of a notebook's cell or of a program. The spec keeps its text, so that a run says what
/// it was made with and other text is another spec; the code itself only the process has that defined it.
/// </summary>
/// <typeparam name="T">What the code is, a delegate.</typeparam>
/// <param name="what">What people call it: a feature, a transform.</param>
/// <param name="definition">From a name and a text to the line of C# that defines it.</param>
internal sealed class OwnCode<T>(string what, Func<string, string, string> definition)
    where T : Delegate
{
    private readonly ConcurrentDictionary<(string Name, string Text), T> known = [];

    /// <summary>Takes code in. Defined again with the same text, as when a cell runs twice, the newest counts.</summary>
    /// <param name="name">What columns, files and people call it.</param>
    /// <param name="text">Its source, as <c>CallerArgumentExpression</c> gives it.</param>
    /// <param name="code">What runs.</param>
    /// <returns>The text as specs keep it, with the same line ends everywhere.</returns>
    public string Define(string name, string text, T code)
    {
        text = text.ReplaceLineEndings("\n").Trim();
        known[(name, text)] = code;
        return text;
    }

    /// <summary>Whether this process has the code.</summary>
    public bool Knows(string name, string text) => known.ContainsKey((name, text));

    /// <summary>The code of a spec.</summary>
    /// <exception cref="WorkbenchException">This process has not defined it, with the line that does.</exception>
    public T Find(string name, string text) => known.TryGetValue((name, text), out var code) ? code : throw new WorkbenchException(
        $"The {what} {name} is code of a notebook or program, which this one does not have. Define it first, in the same process:\n"
        + definition(name, text));
}
