using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Engines;

namespace Workbench.Training.Checkpoints;

/// <summary>What tells one training from every other, so that none goes on from the checkpoint of another.</summary>
internal static class TrainingKey
{
    /// <summary>Frames of a song by which it is known: all of a large library would take longer to read than an epoch.</summary>
    private const int MostFrames = 32;

    /// <summary>
    /// SHA-256 of the builds of library and engine, the device, the specs, and the songs of both parts with their labels and features;
    /// hexadecimal.
    /// </summary>
    public static string Of(TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        IEngine engine, Work work)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(typeof(TrainingKey).Module.ModuleVersionId, engine.GetType().Module.ModuleVersionId, engine.Name, engine.Device);
        Append(SpecJson.Hash(features), SpecJson.Hash(model), SpecJson.Hash(spec));
        foreach (SplitPart part in new SplitPart[] { train, validation })
        {
            Append(part.Tracks.Length);
            foreach (var track in part.Tracks)
                Append([track.Id, track.Labels.Length, .. track.Labels]);
            AppendFeatures(part.Songs);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void AppendFeatures(SongFeatures songs)
        {
            for (var song = 0; song < songs.SongCount; song++)
            {
                work.ThrowIfStopped();
                var first = new float[Math.Min(songs.FrameCount(song), MostFrames) * songs.ColumnCount];
                songs.Read(song, 0, first);
                Append(songs.FrameCount(song));
                hash.AppendData(MemoryMarshal.AsBytes(first.AsSpan()));
            }
        }

        void Append(params object[] values)
        {
            foreach (var value in values)
                hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{value}\n")));
        }
    }
}
