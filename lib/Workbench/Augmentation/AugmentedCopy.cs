using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Features.Cache;
using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>A changed copy of a song, before it is made.</summary>
/// <param name="Parent">The song.</param>
/// <param name="Number">Which of its copies, from 1.</param>
/// <param name="Transforms">What it goes through, one after the other.</param>
public sealed record AugmentedCopy(Track Parent, int Number, ImmutableArray<DrawnTransform> Transforms)
{
    /// <summary>Raised whenever transforms sound otherwise, so that the cache does not mix old with new.</summary>
    private const int Version = 1;

    /// <summary>The copy as a track: its parent's labels, artist and file under a name of its own.</summary>
    public Track Track => Parent with { Id = $"{Parent.Id}~{Number}", CopyOf = Parent.Id };

    /// <summary>What is done to it, in words.</summary>
    public string Summary => string.Join(", ", Transforms.Select(t => t.Summary));

    /// <summary>What is done to it, as JSON.</summary>
    internal string Recipe => SpecJson.WriteCanonical(Transforms);

    /// <summary>Where its features come from.</summary>
    internal AudioVariant Audio => new(Parent.AudioPath, $"augmentation {Version}\n{Recipe}", Apply);

    /// <summary>Draws a copy: what is drawn depends on the seed, the song and the number alone.</summary>
    /// <param name="parent">The song.</param>
    /// <param name="number">Which of its copies, from 1.</param>
    /// <param name="spec">The transforms and the seed.</param>
    internal static AugmentedCopy Draw(Track parent, int number, AugmentationSpec spec)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{spec.SeedOrZero}\n{parent.Id}\n{number}")));
        Random rng = new(BitConverter.ToInt32(hash) & int.MaxValue);
        return new(parent, number, [.. spec.Transforms.Select(t => t.Draw(rng))]);
    }

    /// <summary>Changes the parent's sound into the copy's.</summary>
    /// <param name="clip">The parent's.</param>
    /// <param name="token">Ends the work early.</param>
    public AudioClip Apply(AudioClip clip, CancellationToken token = default)
    {
        foreach (var transform in Transforms)
            clip = transform.Apply(clip, token);
        return clip;
    }
}
