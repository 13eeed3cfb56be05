using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Bridges;

/// <summary>The values of attributes of Plotly; what has another type than it should counts as absent, as it does for Plotly.</summary>
internal static class PlotlyValues
{
    /// <summary>A text, or null.</summary>
    public static string? Text(this JsonObject? of, string name) => of?[name].AsText();

    /// <summary>A number, or null.</summary>
    public static double? Number(this JsonObject? of, string name) =>
        of?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    /// <summary>A truth value, or null.</summary>
    public static bool? Flag(this JsonObject? of, string name) => of?[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A group of attributes, or null.</summary>
    public static JsonObject? Part(this JsonObject? of, string name) => of?[name] as JsonObject;

    /// <summary>A list of groups of attributes.</summary>
    public static IEnumerable<JsonObject> Parts(this JsonObject? of, string name) => (of?[name] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>A text, or null.</summary>
    public static string? AsText(this JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Numbers, NaN for gaps; null if it is no list, or one of them is not a number and cannot be read as one.</summary>
    public static double[]? Numbers(JsonNode? values)
    {
        if (values is not JsonArray array)
            return null;
        var numbers = new double[array.Count];
        for (var i = 0; i < numbers.Length; i++)
            switch (array[i]?.GetValueKind())
            {
                case null:
                    numbers[i] = double.NaN;
                    break;
                case JsonValueKind.Number:
                    numbers[i] = array[i]!.GetValue<double>();
                    break;
                case JsonValueKind.String when double.TryParse(array[i]!.GetValue<string>(), CultureInfo.InvariantCulture, out numbers[i]):
                    break;
                default:
                    return null;
            }
        return numbers;
    }

    /// <summary>Texts, numbers as they are written; null if it is no list of such.</summary>
    public static string[]? Texts(JsonNode? values) =>
        values is JsonArray array && array.All(value => value is null or JsonValue)
            ? [.. array.Select(value => value.AsText() ?? value?.ToJsonString() ?? "")]
            : null;

    /// <summary>Rows of numbers, <c>[rows, columns]</c>, short ones filled up with NaN; null if it is no list of such.</summary>
    public static double[,]? Matrix(JsonNode? rows)
    {
        double[]?[] read = [.. (rows as JsonArray ?? []).Select(Numbers)];
        if (read.Length == 0 || read.Contains(null) || read.Max(row => row!.Length) is var columns && columns == 0)
            return null;
        var matrix = new double[read.Length, columns];
        for (var row = 0; row < read.Length; row++)
            for (var column = 0; column < columns; column++)
                matrix[row, column] = column < read[row]!.Length ? read[row]![column] : double.NaN;
        return matrix;
    }

    /// <summary>A list that is written as its bytes (<c>dtype</c>, <c>bdata</c>) as what it is; null if it is none.</summary>
    public static JsonArray? Decoded(JsonObject list)
    {
        var bytes = new byte[(list.Text("bdata")?.Length ?? 0) * 3 / 4 + 3];
        if (list.Text("bdata") is not { } data || !Convert.TryFromBase64String(data, bytes, out var length))
            return null;
        double[]? numbers = list.Text("dtype") switch
        {
            "f8" => Of<double>(bytes.AsSpan(0, length), n => n),
            "f4" => Of<float>(bytes.AsSpan(0, length), n => n),
            "i4" => Of<int>(bytes.AsSpan(0, length), n => n),
            "u4" => Of<uint>(bytes.AsSpan(0, length), n => n),
            "i2" => Of<short>(bytes.AsSpan(0, length), n => n),
            "u2" => Of<ushort>(bytes.AsSpan(0, length), n => n),
            "i1" => Of<sbyte>(bytes.AsSpan(0, length), n => n),
            "u1" or "u1c" => Of<byte>(bytes.AsSpan(0, length), n => n),
            _ => null,
        };
        if (numbers is null)
            return null;
        JsonArray array = [.. numbers.Select(number => double.IsFinite(number) ? JsonValue.Create(number) : null)];
        return list.Text("shape")?.Split(',') is [_, var columns] && int.TryParse(columns, CultureInfo.InvariantCulture, out var width)
            && width > 0 ? [.. numbers.Chunk(width).Select(row => new JsonArray(
                [.. row.Select(number => double.IsFinite(number) ? JsonValue.Create(number) : null)]))] : array;
    }

    private static double[] Of<T>(ReadOnlySpan<byte> bytes, Func<T, double> number) where T : unmanaged =>
        [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(number)];
}
