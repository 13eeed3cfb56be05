using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Reports;

/// <summary>A sound to be played in a notebook: shows as an HTML player with its caption, and as one line of text.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<AudioPlayer>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class AudioPlayer : IDisplayable<AudioPlayer>
{
    private readonly byte[] wav;

    /// <summary>Creates a player.</summary>
    /// <param name="title">What is heard.</param>
    /// <param name="wav">A whole WAV file; it goes into the notebook, a third longer.</param>
    /// <exception cref="WorkbenchException">Not a WAV file, or one without format or samples.</exception>
    public AudioPlayer(string title, byte[] wav)
    {
        (Title, this.wav) = (title, wav);
        if (wav.Length < 12 || !wav.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !wav.AsSpan(8, 4).SequenceEqual("WAVE"u8))
            throw new WorkbenchException(
                $"The sound of '{title}' is not a WAV file ({wav.Length} bytes without a RIFF/WAVE header); encode it as WAV first.");
        var format = Chunk("fmt "u8);
        if (format.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(format[8..]) is not (> 0 and var bytesPerSecond)
            || Chunk("data"u8).IsEmpty)
            throw new WorkbenchException($"The WAV file of '{title}' has no format or no samples; encode it again.");
        DurationSeconds = (double)Chunk("data"u8).Length / bytesPerSecond;
    }

    /// <summary>What is heard.</summary>
    public string Title { get; }

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds { get; }

    /// <summary>A figure with the browser's own player; the sound is inside, nothing is fetched.</summary>
    public string ToHtml() =>
        $"<figure class=\"workbench-audio\" style=\"margin:0\"><figcaption>{WebUtility.HtmlEncode(ToString())}</figcaption>" +
        $"<audio controls preload=\"metadata\" style=\"max-width:100%\" aria-label=\"{WebUtility.HtmlEncode(Title)}\" "
        + $"src=\"data:audio/wav;base64,{Convert.ToBase64String(wav)}\"></audio></figure>";

    /// <summary>The title and the length.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Title} ({DurationSeconds:0.0} s)");

    static IReadOnlyDictionary<string, Func<AudioPlayer, string>> IDisplayable<AudioPlayer>.Forms { get; } =
        new Dictionary<string, Func<AudioPlayer, string>>
        {
            [MimeType.Html] = player => player.ToHtml(),
            [MimeType.PlainText] = player => TextWrap.Of(player.ToString()),
        };

    /// <summary>The content of the first chunk of a name; empty when there is none.</summary>
    private ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> name)
    {
        var rest = wav.AsSpan(12);
        while (rest.Length >= 8)
        {
            // Writers that stream leave the length open: it ends with the file.
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]), (uint)(rest.Length - 8));
            if (rest[..4].SequenceEqual(name))
                return rest.Slice(8, length);
            rest = rest[Math.Min(rest.Length, 8 + length + length % 2)..];
        }
        return [];
    }
}
