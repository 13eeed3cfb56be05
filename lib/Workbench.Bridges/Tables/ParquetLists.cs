using System.Collections.Immutable;
using Parquet;
using Parquet.Data;
using Parquet.Schema;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>
/// Lists of texts as Parquet holds them: the items of all rows one after the other, for each whether it begins a row (repetition level 0)
/// and how much of it is there (definition level: that of the field for an item, one less for an empty list, less still for none).
/// </summary>
internal static class ParquetLists
{
    /// <summary>Writes the lists of a row group.</summary>
    public static Task WriteAsync(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<ImmutableArray<string>> lists)
    {
        var (items, repetitions, definitions) = (new List<ReadOnlyMemory<char>>(), new List<int>(), new List<int>());
        foreach (var list in lists.Span)
        {
            for (var i = 0; i < Math.Max(1, list.Length); i++)
            {
                repetitions.Add(i == 0 ? 0 : 1);
                definitions.Add(field.MaxDefinitionLevel - (list.IsEmpty ? 1 : 0));
            }
            items.AddRange(list.Select(text => text.AsMemory()));
        }
        return group.WriteAllPartsAsync<ReadOnlyMemory<char>>(field, items.ToArray(), definitions.ToArray(), repetitions.ToArray(),
            CancellationToken.None);
    }

    /// <summary>Reads the lists of a row group; a list that is missing is empty, and an item that is missing is left out.</summary>
    /// <exception cref="WorkbenchException">There are not as many lists as rows.</exception>
    public static async ValueTask ReadAsync(ParquetRowGroupReader group, DataField field, Memory<ImmutableArray<string>> lists)
    {
        using var data = (RawColumnData<ReadOnlyMemory<char>>)await group.ReadRawColumnDataBaseAsync(field, default).ConfigureAwait(false);
        Fill(data.Values, data.RepetitionLevels, data.DefinitionLevels, field.MaxDefinitionLevel, lists.Span);
    }

    private static void Fill(ReadOnlySpan<ReadOnlyMemory<char>> items, ReadOnlySpan<int> repetitions, ReadOnlySpan<int> definitions,
        int whole, Span<ImmutableArray<string>> lists)
    {
        var (row, item, list) = (-1, 0, ImmutableArray.CreateBuilder<string>());
        for (var i = 0; i < repetitions.Length; i++)
        {
            if (repetitions[i] == 0 && row++ >= 0)
                lists[row - 1] = list.DrainToImmutable();
            if (definitions[i] == whole)
                list.Add(items[item++].ToString());
        }
        if (row != lists.Length - 1)
            throw new WorkbenchException($"a column of lists has {row + 1} of them for {lists.Length} rows");
        if (row >= 0)
            lists[row] = list.DrainToImmutable();
    }
}
