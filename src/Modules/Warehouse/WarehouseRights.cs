namespace Guanxi.Warehouse;

/// <summary>Rights over the analytical database.</summary>
public static class WarehouseRights
{
    /// <summary>Sees where figures come from, and how many rows they are made of. Not called read: who may read reads within a scope, and these are counts of the whole firm.</summary>
    public const string Inspect = "warehouse.inspect";

    /// <summary>Has it made anew.</summary>
    public const string Edit = "warehouse.edit";
}
