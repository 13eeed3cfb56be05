using Workbench.Datasets;

namespace Workbench.Recommendation.Shared;

/// <summary>A song as machines share it.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="About">What is known of it.</param>
/// <param name="Values">What a model made of it, as the <see cref="SharedForm"/> of its catalogue says.</param>
internal sealed record SharedSong(string Id, SharedAbout About, ReadOnlyMemory<float> Values)
{
    /// <summary>As the track that others see.</summary>
    public Track Track => new()
    {
        Id = Id,
        AudioPath = About.Path,
        Labels = About.Labels,
        Artist = About.Artist,
        Album = About.Album,
        Title = About.Title,
        Recording = About.Recording,
    };
}
