namespace Guanxi.Warehouse;

/// <summary>Rights over the analytical database.</summary>
public static class WarehouseRights
{
    /// <summary>Sees where figures come from.</summary>
    public const string Read = "warehouse.read";

    /// <summary>Has it made anew.</summary>
    public const string Edit = "warehouse.edit";
}
