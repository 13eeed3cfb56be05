using Microsoft.Data.Analysis;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>Columns of a <see cref="DataFrame"/>: each has the type of its values, and null where a value is missing.</summary>
internal static class FrameColumns
{
    /// <summary>The largest whole number up to which a double has every one.</summary>
    private const long LargestWhole = 1L << 53;

    public static DataFrameColumn Texts(string name, IEnumerable<string?> values) => new StringDataFrameColumn(name, values!);

    public static DataFrameColumn Flags(string name, IEnumerable<bool> values) => new BooleanDataFrameColumn(name, values);

    public static DataFrameColumn Counts(string name, IEnumerable<int?> values) => new Int32DataFrameColumn(name, values);

    public static DataFrameColumn Longs(string name, IEnumerable<long?> values) => new Int64DataFrameColumn(name, values);

    public static DataFrameColumn Doubles(string name, IEnumerable<double?> values) => new DoubleDataFrameColumn(name, values);

    public static DataFrameColumn Times(string name, IEnumerable<DateTime?> values) => new DateTimeDataFrameColumn(name, values);

    /// <summary>Floats; one that is not a number is missing.</summary>
    public static DataFrameColumn Floats(string name, IEnumerable<float> values) =>
        new SingleDataFrameColumn(name, values.Select(value => float.IsNaN(value) ? (float?)null : value));

    /// <summary>
    /// Values of one type, or numbers of several: whole ones become <see cref="long"/>, others <see cref="double"/>. Without any value it
    /// is a column of texts.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Texts, numbers, truths, times, and null for what is missing.</param>
    /// <returns>Null where the values have no type in common.</returns>
    public static DataFrameColumn? Of(string name, IReadOnlyList<object?> values)
    {
        var types = values.Where(value => value is not null).Select(value => value!.GetType()).ToHashSet();
        return types.Count == 0 || All<string>() ? Texts(name, values.Cast<string?>())
            : All<bool>() ? new BooleanDataFrameColumn(name, values.Cast<bool?>())
            : All<DateTime>() ? Times(name, values.Cast<DateTime?>())
            : All<float>() ? new SingleDataFrameColumn(name, values.Cast<float?>())
            : All<int>() ? Counts(name, values.Cast<int?>())
            : types.All(IsWhole) ? Longs(name, values.Select(value => value is null ? null : (long?)Convert.ToInt64(value, null)))
            : types.All(type => IsWhole(type) || IsReal(type)) && !values.Any(IsTooLarge)
                ? Doubles(name, values.Select(value => value is null ? null : (double?)Convert.ToDouble(value, null)))
            : null;

        bool All<T>() => types.Count == 1 && types.Contains(typeof(T));
    }

    /// <summary>The frame of columns.</summary>
    /// <param name="remedy">What to do about two columns of one name, as a sentence.</param>
    /// <param name="columns">The columns.</param>
    /// <exception cref="WorkbenchException">Two have the same name.</exception>
    public static DataFrame ToFrame(string remedy, IReadOnlyCollection<DataFrameColumn> columns) =>
        columns.CountBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1).Key is { } twice
            ? throw new WorkbenchException($"The column {twice} stands twice, and a data frame finds columns by their names. {remedy}")
            : new DataFrame(columns);

    private static bool IsWhole(Type type) => type == typeof(byte) || type == typeof(short) || type == typeof(int) || type == typeof(long);

    private static bool IsReal(Type type) => type == typeof(float) || type == typeof(double);

    private static bool IsTooLarge(object? value) => value is long whole and (> LargestWhole or < -LargestWhole);
}
