using System.CommandLine.Parsing;
using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>Which shard of a job a task takes: as its command says, or as the engine does that started it.</summary>
internal static class ShardPlace
{
    private const string Auto = "auto";

    /// <summary>What engines call the number of a task in its array, from 0.</summary>
    private static readonly string[] Variables =
    [
        "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX", "BATCH_TASK_INDEX", "AZ_BATCH_TASK_ID",
    ];

    /// <summary>Refuses what is no place.</summary>
    public static void Check(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && Parse(text) is null)
            result.AddError($"--shard {text} must be auto, auto+N with N above 0, or I/N with 1 <= I <= N, for instance 2/8.");
    }

    /// <summary>The shard, from 0.</summary>
    /// <param name="text">What <see cref="Check"/> lets through.</param>
    /// <param name="count">Shards of the job.</param>
    /// <param name="environment">Variables of the environment by name.</param>
    /// <exception cref="WorkbenchException">Another number of shards, or no engine says anything.</exception>
    public static int Of(string text, int count, Func<string, string?> environment)
    {
        var (index, of) = Parse(text)!.Value;
        if (of is { } asked)
            return asked == count ? index
                : throw new WorkbenchException($"--shard {text}: the job was planned with {count} shard(s); write I/{count}.");
        var said = Variables.Select(name => (Name: name, Value: environment(name))).Where(v => !string.IsNullOrEmpty(v.Value)).ToArray();
        if (said.Length == 0)
            throw new WorkbenchException($"--shard {text}: no engine says which; none of {string.Join(", ", Variables)} is set. "
                + $"Write I/{count}.");
        if (said.Select(v => v.Value).Distinct().Count() > 1)
            throw new WorkbenchException($"--shard {text}: {string.Join(" and ", said.Select(v => $"{v.Name}={v.Value}"))} "
                + $"say different things. Write I/{count}.");
        return Number(said[0].Value!) is { } task && task + index < count ? task + index
            : throw new WorkbenchException($"--shard {text}: {said[0].Name}={said[0].Value} is no shard of the job, which has "
                + $"{count} shard(s), 0 to {count - 1}.");
    }

    /// <summary>The place from 0 and the number of shards; where the engine says the place, what is added to it, and none.</summary>
    private static (int Index, int? Count)? Parse(string text) => text.Split('+') switch
    {
        [Auto] => (0, null),
        [Auto, var more] => Number(more) is > 0 and var offset ? (offset, null) : null,
        _ => text.Split('/') is [var number, var count] && Number(number) is >= 1 and var i && Number(count) is { } n && i <= n
            ? (i - 1, n) : null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue / 2 ? number : null;
}
