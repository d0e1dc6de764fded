namespace Guanxi.Value;

/// <summary>Rights over what relationships are worth.</summary>
public static class ValueRights
{
    /// <summary>Sees values, grades, stages and risks of the customers within reach.</summary>
    public const string Read = Customers.CustomersRights.Worth;

    /// <summary>Starts a run and changes what it works by.</summary>
    public const string Edit = "value.edit";

    /// <summary>Decides on proposals to move the edges of the grades.</summary>
    public const string Approve = "value.approve";
}
