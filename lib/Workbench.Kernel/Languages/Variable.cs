namespace Workbench.Kernel.Languages;

/// <summary>A variable of a notebook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type that it was declared with.</param>
/// <param name="Value">What it holds now.</param>
internal sealed record Variable(string Name, Type Type, object? Value)
{
    /// <summary>The types under which another language may know the value, most telling first: it may not be able to name each.</summary>
    public IEnumerable<Type> Types
    {
        get
        {
            if (Type != typeof(object))
                yield return Type;
            if (Value is null)
                yield break;
            yield return Value.GetType();
            foreach (var sequence
                in Value.GetType().GetInterfaces()
                    .Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>)))
                yield return sequence;
        }
    }
}
