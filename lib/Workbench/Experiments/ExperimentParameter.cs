using System.Collections.Immutable;

namespace Workbench.Experiments;

/// <summary>A value of an experiment that can be changed by its name.</summary>
public sealed class ExperimentParameter
{
    private readonly Lazy<string> values;

    internal ExperimentParameter(string name, string value, ImmutableArray<string> words, Func<string> values)
    {
        (Name, Value, Words) = (name, value, words);
        this.values = new(values);
    }

    /// <summary>As <see cref="ExperimentSpec.With(string, string)"/> takes it, <c>training.optimizer.learningRate</c>.</summary>
    public string Name { get; }

    /// <summary>What it is; empty for null.</summary>
    public string Value { get; }

    /// <summary>What it can be, in words; found out when it is first asked for.</summary>
    public string Values => values.Value;

    /// <summary>The words that it can be; empty where it is a number or anything else.</summary>
    public ImmutableArray<string> Words { get; }
}
