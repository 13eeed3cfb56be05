using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;

namespace Workbench.Models;

/// <summary>One entry of a safetensors header.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Start">First byte of its values, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorPlace(string Name, ImmutableArray<int> Shape, long Start, long End)
{
    /// <summary>Reads an entry and checks it against itself.</summary>
    public static TensorPlace Parse(string name, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object
            || !entry.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String
            || !entry.TryGetProperty("shape", out var shape) || Numbers(shape) is not { } sizes
            || !entry.TryGetProperty("data_offsets", out var offsets) || Numbers(offsets) is not [var start, var end])
            throw Safetensors.Damaged($"tensor {name} lacks a dtype, a shape, or two data_offsets");
        if (type.GetString() != "F32")
            throw Safetensors.Damaged($"tensor {name} is of type {type.GetString()}; convert it to F32");
        var count = sizes.Aggregate(BigInteger.One, (product, size) => product * size);
        if (start > end || sizes.Any(size => size > int.MaxValue) || sizeof(float) * count != end - start)
            throw Safetensors.Damaged(
                $"tensor {name} has the shape [{string.Join(", ", sizes)}], but its values take bytes {start} to {end}");
        return new(name, [.. sizes.Select(size => (int)size)], start, end);
    }

    /// <summary>The elements of a JSON array of numbers that are whole and not negative; null for anything else.</summary>
    private static long[]? Numbers(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new List<long>();
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                return null;
            numbers.Add(number);
        }
        return [.. numbers];
    }
}
