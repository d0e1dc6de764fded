namespace Guanxi.Risk;

/// <summary>Rights over what guards the firm.</summary>
public static class RiskRights
{
    /// <summary>Reads who saw, changed and took out what, and has it verified.</summary>
    public const string Audit = "risk.audit";

    /// <summary>Reads the risk register, whose indicators are figures of the whole firm; who owns a risk also assesses it.</summary>
    public const string Register = "risk.register";

    /// <summary>Enters, changes and closes any risk.</summary>
    public const string Manage = "risk.manage";
}
