namespace Workbench.Foundation;

/// <summary>A part of a spec that is code of the user's own: what is told of it wherever a run tells what it was made with.</summary>
internal interface IOwnCode
{
    /// <summary>What people call such a part: a transform, a measure.</summary>
    string What { get; }

    /// <summary>What its maker called it.</summary>
    string Name { get; }

    /// <summary>Its source, the lambda.</summary>
    string Text { get; }

    /// <summary>Makes sure that this process has the code, before work begins that needs it.</summary>
    /// <exception cref="OwnCodeException">It has not, with the line that defines it.</exception>
    void Require();
}
