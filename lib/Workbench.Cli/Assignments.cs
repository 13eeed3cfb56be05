using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>What an option sets: <c>name=value</c>, each name once.</summary>
internal static class Assignments
{
    /// <summary>Reads them, in their order.</summary>
    /// <param name="option">The option, for errors.</param>
    /// <param name="texts">What was written.</param>
    /// <param name="example">One that is right.</param>
    /// <exception cref="InvalidSpecException">One is written otherwise, or a name stands twice.</exception>
    public static OrderedDictionary<string, string> Read(string option, IEnumerable<string> texts, string example)
    {
        var values = new OrderedDictionary<string, string>();
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new InvalidSpecException(option, [$"{text} must be name=value, for instance {option} {example}."]);
            if (!values.TryAdd(name, value))
                throw new InvalidSpecException(option, [$"{name} is given twice, as {values[name]} and as {value}; give it once."]);
        }
        return values;
    }
}
