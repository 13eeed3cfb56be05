using System.Collections.Immutable;
using Microsoft.Data.Analysis;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>What columns of a <see cref="DataFrame"/> hold, checked: anybody may have made it.</summary>
internal static class FrameValues
{
    /// <summary>A column of distinct texts without gaps, that names the rows.</summary>
    /// <exception cref="WorkbenchException">It is none.</exception>
    public static ImmutableArray<string> Names(DataFrame frame, string column)
    {
        if (frame.Columns.IndexOf(column) < 0)
            throw UnknownName.Of("column", column, frame.Columns.Select(known => known.Name));
        var names = frame.Columns[column];
        if (names.DataType != typeof(string))
            throw new WorkbenchException($"The column {column} holds {TypeName(names)}, and names of rows are texts (string).");
        ImmutableArray<string?> texts = [.. names.Cast<string?>()];
        if (texts.IndexOf(null) is var gap and >= 0)
            throw new WorkbenchException($"The column {column} has no name in row {gap} (from 0); leave that row out.");
        return texts.CountBy(name => name!, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1).Key is { } twice
            ? throw new WorkbenchException($"{twice} stands twice in the column {column}; leave one row out.")
            : [.. texts.Select(name => name!)];
    }

    /// <summary>A column of numbers as floats, NaN where one is missing.</summary>
    /// <exception cref="WorkbenchException">It holds no numbers, or one that no float has.</exception>
    public static float[] Floats(DataFrameColumn column) => column switch
    {
        PrimitiveDataFrameColumn<float> floats => [.. floats.Select(value => value ?? float.NaN)],
        PrimitiveDataFrameColumn<double> doubles => [.. doubles.Select(value => (float)(value ?? double.NaN))],
        _ when column.IsNumericColumn() && column.DataType != typeof(decimal) && column.DataType != typeof(char) =>
            [.. column.Cast<object?>().Select(value => value is null ? float.NaN : Convert.ToSingle(value, null))],
        _ => throw new WorkbenchException($"The column {column.Name} holds {TypeName(column)}, and features are numbers; "
            + $"leave it out first: frame.Columns.Remove(\"{column.Name}\")."),
    };

    /// <summary>What a column holds, as C# writes it: <c>float</c>, <c>string</c>.</summary>
    public static string TypeName(DataFrameColumn column) => Type.GetTypeCode(column.DataType) switch
    {
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        TypeCode.Int16 => "short",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Boolean => "bool",
        TypeCode.String => "string",
        TypeCode.Decimal => "decimal",
        _ => column.DataType.Name,
    };

}
