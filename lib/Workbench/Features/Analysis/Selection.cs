namespace Workbench.Features.Analysis;

/// <summary>Order statistics without a full sort.</summary>
internal static class Selection
{
    /// <summary>The median; the mean of the middle two for an even count.</summary>
    /// <param name="values">At least one value, no NaN; reordered.</param>
    public static double Median(Span<float> values)
    {
        var middle = values.Length / 2;
        var upper = Select(values, middle);
        if (values.Length % 2 == 1)
            return upper;
        var lower = float.NegativeInfinity;
        foreach (var value in values[..middle])
            lower = Math.Max(lower, value);
        return ((double)lower + upper) / 2;
    }

    /// <summary>Hoare's quickselect: the value that sorting would put at an index; what is smaller ends up before it.</summary>
    private static float Select(Span<float> values, int index)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = values[(low + high) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (index <= j)
                high = j;
            else if (index >= i)
                low = i;
            else
                break;
        }
        return values[index];
    }
}
