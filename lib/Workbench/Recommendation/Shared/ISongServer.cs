using Workbench.Foundation;

namespace Workbench.Recommendation.Shared;

/// <summary>A server that keeps catalogues which several machines fill and ask. What talks to it is a library beside this one.</summary>
internal interface ISongServer
{
    /// <summary>Puts songs into a catalogue, which is made where there is none, each in place of one of the same id.</summary>
    /// <param name="catalogue">Its name.</param>
    /// <param name="form">What its songs are.</param>
    /// <param name="songs">The songs.</param>
    /// <param name="work">Told how far it is, and what stops it: what was put by then stays.</param>
    /// <returns>How many were not there, or not like this.</returns>
    /// <exception cref="WorkbenchException">The server does not answer or refuses, or its songs are of another form.</exception>
    int Put(string catalogue, SharedForm form, IReadOnlyList<SharedSong> songs, Work work);

    /// <summary>Takes songs out of a catalogue.</summary>
    /// <param name="catalogue">Its name.</param>
    /// <param name="form">What its songs are.</param>
    /// <param name="ids">What they are called.</param>
    /// <param name="work">As of <see cref="Put"/>.</param>
    /// <returns>How many were there.</returns>
    /// <exception cref="WorkbenchException">As of <see cref="Put"/>, or there is no such catalogue.</exception>
    int Remove(string catalogue, SharedForm form, IEnumerable<string> ids, Work work);

    /// <summary>What has changed in a catalogue.</summary>
    /// <param name="catalogue">Its name.</param>
    /// <param name="since">Up to where it is known; null for nothing.</param>
    /// <param name="work">Told how far it is, and what stops it.</param>
    /// <exception cref="WorkbenchException">The server does not answer or refuses, or there is no such catalogue.</exception>
    SharedUpdate Changes(string catalogue, SharedRevision? since, Work work);
}
