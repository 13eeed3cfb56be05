using System.Diagnostics;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>What the extraction of features would have to do.</summary>
/// <param name="Cached">Songs whose features are there.</param>
/// <param name="Unreadable">Songs that are known to give none.</param>
/// <param name="Missing">Songs that would be extracted.</param>
/// <param name="Sampled">Songs of these that were extracted now, to see how long that takes and how much they are, and not kept.</param>
/// <param name="Seconds">How long the extraction would take on all threads; null where no song could be sampled.</param>
/// <param name="Bytes">What the cache would grow by; null where no song could be sampled.</param>
public sealed record ExtractionPreview(int Cached, int Unreadable, int Missing, int Sampled, double? Seconds, long? Bytes)
{
    private const int MostSampled = 4;
    private static readonly TimeSpan LongestSample = TimeSpan.FromSeconds(5);

    /// <summary>Nothing is to be extracted.</summary>
    internal static ExtractionPreview None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Extracts some of what is missing, evenly chosen, and keeps nothing.</summary>
    internal static ExtractionPreview Of(CacheSurvey survey, FeatureSpec spec, Work work)
    {
        var missing = survey.Missing;
        if (missing.IsEmpty)
            return None with { Cached = survey.Cached, Unreadable = survey.Unreadable };
        var extractors = missing.Select(song => song.Spec).Distinct()
            .ToDictionary(lacking => lacking, lacking => new FeatureExtractor(lacking));
        foreach (var extractor in extractors.Values)
            extractor.Open();
        var (sampled, bytes, clock) = (0, 0L, Stopwatch.StartNew());
        for (var i = 0; i < Math.Min(MostSampled, missing.Length) && (i == 0 || clock.Elapsed < LongestSample); i++)
        {
            var song = missing[(int)((long)i * missing.Length / MostSampled)];
            if (Extract(extractors[song.Spec], song.Audio, spec.SampleRate, work with { Threads = 1 }) is { } features)
            {
                sampled++;
                bytes += features.Sum(part => (long)part.Require().Values.Length * (spec.KeepsFrames ? sizeof(short) : sizeof(float)));
            }
        }
        var threads = Math.Min(work.Threads, missing.Length);
        return new(survey.Cached, survey.Unreadable, missing.Length, sampled,
            sampled == 0 ? null : clock.Elapsed.TotalSeconds / sampled * missing.Length / threads,
            sampled == 0 ? null : bytes / sampled * missing.Length);
    }

    /// <summary>What two extractions of the same songs would have to do.</summary>
    internal ExtractionPreview Alongside(ExtractionPreview more) => new(
        Math.Min(Cached, more.Cached), Math.Max(Unreadable, more.Unreadable), Math.Max(Missing, more.Missing),
        Math.Max(Sampled, more.Sampled), Seconds + more.Seconds, Bytes + more.Bytes);

    /// <summary>In a line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Cached} cached, {Missing} to extract")
        + (Unreadable > 0 ? FormattableString.Invariant($", {Unreadable} unreadable") : "")
        + (Missing == 0 ? "" : Seconds is not { } seconds ? ": how long and how much is unknown, as none of those tried could be read"
            : FormattableString.Invariant($": {DryRun.Duration(seconds)} and {TransferProgress.InWords(Bytes ?? 0)} of cache, ")
                + FormattableString.Invariant($"as measured now on {Sampled} of them"));

    private static ExtractedPart[]? Extract(FeatureExtractor extractor, AudioVariant variant, int sampleRate, Work work)
    {
        work.ThrowIfStopped();
        try
        {
            var features = variant.Change is { } change
                ? extractor.ExtractParts(change(AudioFile.ReadMono(variant.Path, sampleRate, work.Token), work.Token), work)
                : extractor.ExtractFileParts(variant.Path, work);
            return features.Any(part => part.Failure is not null) ? null : features;
        }
        catch (WorkbenchException error) when (error is not OwnCodeException)
        {
            return null; // the run will leave it out
        }
    }
}
