namespace Workbench.Foundation;

/// <summary>
/// A type that says itself what its members in JSON are, because they follow a list that is longer than its properties. Mark it with
/// <see cref="JsonMembersConverter{T}"/>.
/// </summary>
internal interface IJsonMembers<T>
{
    /// <summary>Makes a value of its members.</summary>
    /// <param name="members">What the JSON holds; take all.</param>
    static abstract T From(JsonMembers members);

    /// <summary>Gives the members of the value.</summary>
    /// <param name="members">Where to put them, in the order in which they are to be written.</param>
    void Put(JsonMembers members);
}
