using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Features.Cache;

namespace Workbench.Experiments;

/// <summary>How songs sound otherwise than those that a model learned from.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Audio">The sound of a song, changed.</param>
internal sealed record SoundShift(string Name, Func<Track, AudioVariant> Audio)
{
    /// <summary>What a transform makes of songs; what it draws depends on the song alone.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="songs">The songs, at least one: where it is the same for all, what is drawn is the name.</param>
    public static SoundShift Of(AudioTransform transform, IEnumerable<Track> songs)
    {
        var spec = new AugmentationSpec { Transforms = [transform] };
        spec.Validate();
        AugmentedCopy Copy(Track song) => AugmentedCopy.Draw(song, 1, spec);
        string[] names = [.. songs.Select(song => Copy(song).Summary).Distinct()];
        return new(names is [var same] ? same : transform.GetType().Name, song => Copy(song).Audio);
    }
}
