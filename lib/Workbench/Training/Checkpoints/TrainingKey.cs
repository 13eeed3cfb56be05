using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Checkpoints;

/// <summary>What tells one training from every other, so that none goes on from the checkpoint of another.</summary>
internal static class TrainingKey
{
    /// <summary>SHA-256 of the build of the library, the specs, and the songs of both parts with their labels and features; hexadecimal.</summary>
    public static string Of(TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(typeof(TrainingKey).Module.ModuleVersionId, SpecJson.Hash(features), SpecJson.Hash(model), SpecJson.Hash(spec));
        foreach (SplitPart part in new SplitPart[] { train, validation })
        {
            Append(part.Tracks.Length);
            foreach (var track in part.Tracks)
                Append([track.Id, track.Labels.Length, .. track.Labels]);
            hash.AppendData(MemoryMarshal.AsBytes(part.Features.Values));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(params object[] values)
        {
            foreach (var value in values)
                hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{value}\n")));
        }
    }
}
