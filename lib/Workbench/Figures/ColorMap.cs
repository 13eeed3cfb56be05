namespace Workbench.Figures;

/// <summary>
/// Colours for values: perceptually even, readable in grey and with colour-blind eyes. The tables are those of matplotlib
/// (van der Walt and Smith, CC0), every 17th of 256 entries, joined by straight lines: within 7 of 255 of the whole table.
/// </summary>
public sealed class ColorMap
{
    private readonly int[] anchors;

    private ColorMap(string name, params int[] anchors) => (Name, this.anchors) = (name, anchors);

    /// <summary>Black over purple and orange to pale yellow: loudness.</summary>
    public static ColorMap Magma { get; } = new(
        "magma",
        0x000004, 0x0B0924, 0x20114B, 0x3B0F70, 0x57157E, 0x721F81, 0x8C2981, 0xA8327D,
        0xC43C75, 0xDE4968, 0xF1605D, 0xFA7F5E, 0xFE9F6D, 0xFEBF84, 0xFDDEA0, 0xFCFDBF);

    /// <summary>Purple over green to yellow: everything else.</summary>
    public static ColorMap Viridis { get; } = new(
        "viridis",
        0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E,
        0x1F988B, 0x22A884, 0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725);

    /// <summary>The field's name of the map, in lower case.</summary>
    public string Name { get; }

    /// <summary>The anchors, evenly spaced from 0 to 1, as <c>#RRGGBB</c>.</summary>
    internal IEnumerable<(double Position, string Color)> Stops =>
        anchors.Select((color, i) => ((double)i / (anchors.Length - 1), $"#{color:X6}"));

    /// <summary>The colour at a share of the range.</summary>
    /// <param name="share">0 (lowest) to 1 (highest); values beyond are taken as the end.</param>
    public (byte Red, byte Green, byte Blue) At(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (anchors.Length - 1);
        var left = Math.Min((int)place, anchors.Length - 2);
        byte Mix(int shift)
        {
            var from = (anchors[left] >> shift) & 0xFF;
            var to = (anchors[left + 1] >> shift) & 0xFF;
            return (byte)Math.Round(from + (to - from) * (place - left));
        }
        return (Mix(16), Mix(8), Mix(0));
    }
}
