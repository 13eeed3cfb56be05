using System.Buffers.Binary;
using System.Xml.Linq;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Tests.Reports;

public class AudioPlayerTests
{
    /// <summary>A WAV file of 16-bit mono silence, written after the RIFF specification, with an odd chunk before its samples.</summary>
    public static byte[] Silence(int sampleRate, int sampleCount)
    {
        var file = new MemoryStream();
        var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(4 + 24 + 12 + 8 + 2 * sampleCount);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(sampleRate);
        writer.Write(2 * sampleRate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("note"u8);
        writer.Write(3);
        writer.Write(new byte[4]); // padded to an even length
        writer.Write("data"u8);
        writer.Write(2 * sampleCount);
        writer.Write(new byte[2 * sampleCount]);
        return file.ToArray();
    }

    [Fact]
    public void The_text_names_the_song_and_its_length() =>
        Assert.Equal("Kettle Song (1.5 s)", new AudioPlayer("Kettle Song", Silence(8000, 12_000)).ToString());

    [Fact]
    public void The_player_holds_the_whole_file_and_escapes_the_title()
    {
        var wav = Silence(8000, 100);
        // HTML's attribute without value.
        var figure = XElement.Parse(new AudioPlayer("\"Rock\" & <Roll>", wav).ToHtml().Replace("controls ", "", StringComparison.Ordinal));
        Assert.Equal("\"Rock\" & <Roll> (0.0 s)", figure.Element("figcaption")!.Value);
        Assert.Equal("data:audio/wav;base64," + Convert.ToBase64String(wav), figure.Element("audio")!.Attribute("src")!.Value);
    }

    [Fact]
    public void An_open_length_ends_with_the_file()
    {
        var wav = Silence(8000, 4000);
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(wav.Length - 8000 - 4), uint.MaxValue);
        Assert.Equal(0.5, new AudioPlayer("Stream", wav).DurationSeconds);
    }

    [Fact]
    public void What_is_not_WAV_is_refused()
    {
        Assert.Contains("not a WAV file (3 bytes", Assert.Throws<WorkbenchException>(() => new AudioPlayer("x", [1, 2, 3])).Message,
            StringComparison.Ordinal);
        Assert.Contains("no format or no samples", Assert.Throws<WorkbenchException>(() => new AudioPlayer("x", Silence(8000, 0))).Message,
            StringComparison.Ordinal);
    }
}
