using System.Globalization;

namespace Workbench.Experiments.Shards;

/// <summary>Numbers as arrays of Slurm write them: <c>0-3,7</c>.</summary>
public static class ShardRanges
{
    /// <summary>Writes numbers.</summary>
    /// <param name="numbers">Ascending, each once.</param>
    /// <returns>Empty for none.</returns>
    public static string Write(IReadOnlyList<int> numbers)
    {
        List<string> ranges = [];
        for (var first = 0; first < numbers.Count;)
        {
            var last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
                last++;
            ranges.Add(first == last ? Text(numbers[first]) : $"{Text(numbers[first])}-{Text(numbers[last])}");
            first = last + 1;
        }
        return string.Join(',', ranges);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
