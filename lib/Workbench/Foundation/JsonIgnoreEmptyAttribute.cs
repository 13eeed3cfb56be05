namespace Workbench.Foundation;

/// <summary>A list that JSON leaves out while it is empty, so that specs of before there was such a list keep their identity.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JsonIgnoreEmptyAttribute : Attribute;
