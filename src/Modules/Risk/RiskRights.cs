namespace Guanxi.Risk;

/// <summary>Rights over what guards the firm.</summary>
public static class RiskRights
{
    /// <summary>Reads who saw, changed and took out what, and has it verified.</summary>
    public const string Audit = "risk.audit";
}
